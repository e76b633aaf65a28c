Console.WriteLine("Start-up project of dotnet-ef; nothing to run.");
