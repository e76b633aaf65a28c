using Marketing.Samples;

// dotnet run -- google-ads EXPORT.csv [FOLDER [TIME-ZONE]]
if (args is not [var platform, var file, ..])
{
    Console.Error.WriteLine("Usage: exports google-ads|meta-ads|hubspot|ocean-engine EXPORT.csv [FOLDER [TIME-ZONE]]");
    return 64;
}

var export = new Export(File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file), args.ElementAtOrDefault(3));
var bodies = platform switch
{
    "google-ads" => GoogleAds.Convert(export),
    "meta-ads" => MetaAds.Convert(export),
    "hubspot" => HubSpot.Convert(export),
    "ocean-engine" => OceanEngine.Convert(export),
    _ => throw new ArgumentException($"There is no script for {platform}."),
};
foreach (var (name, body) in bodies)
{
    var path = Path.Combine(args.ElementAtOrDefault(2) ?? ".", $"{platform}.{name}.json");
    File.WriteAllText(path, body.ToJsonString());
    Console.WriteLine(path);
}

return 0;
