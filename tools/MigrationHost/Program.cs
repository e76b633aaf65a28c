Console.Error.WriteLine(
    """
    The start-up project of dotnet-ef. It has nothing to run by itself.

    To add a migration to both engines:
      eng/add-migration.sh NAME

    To see the SQL that production runs (without --idempotent also for SqliteMarketingDbContext):
      dotnet tool restore
      dotnet ef migrations script --idempotent --context SqlServerMarketingDbContext \
        --project src/Marketing.Infrastructure --startup-project tools/MigrationHost
    """
);
return 1;
