using Marketing.Benchmarks;
using Marketing.Benchmarks.ByHand;
using Marketing.Benchmarks.Ordinary;

if (args is [HandWrittenHost.Verb, var file, var address])
{
    await HandWrittenHost.Build(file, address).RunAsync();
    return 0;
}

if (args is [OrdinaryHost.Verb, var ordinaryFile, var ordinaryAddress])
{
    await OrdinaryHost.Build(ordinaryFile, ordinaryAddress).RunAsync();
    return 0;
}

if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

await Benchmark.RunAsync(options, Console.Out);
return 0;
