namespace Marketing.Api.Tests.Engines;

/// <summary>The rules themselves: each refuses what it is there for.</summary>
public sealed class SqlServerRulesTests
{
    public static TheoryData<string, string> Broken =>
        new()
        {
            { "syntax error", "SELECT Key FROM Records" },
            { "syntax error", "INSERT INTO Leases (Name) VALUES (@p0) ON CONFLICT DO NOTHING" },
            { "syntax error", "SELECT [p].[Id] FROM [Plans] AS [p] LIMIT 5" },
            { "syntax error", "SELECT [p].[Id] FROM [Plans] AS [p] OFFSET 5 ROWS" },
            { "syntax error", "SELECT [p].[UpdatedAt] AT TIME ZONE 'UTC' FROM [Plans] AS [p]" },
            { "name Owner without brackets", "UPDATE [Leases] SET Owner = @p0" },
            { "name Leases without brackets", "DELETE FROM Leases" },
            { "name Value without brackets", "SELECT [l].[Owner] AS Value FROM [Leases] AS [l]" },
            { "MERGE", "MERGE [Plans] USING (VALUES (@p0)) AS i ([Id]) ON 1=0 WHEN NOT MATCHED THEN INSERT ([Id]) VALUES (i.[Id]);" },
            {
                "MERGE",
                "IF 1=1 BEGIN EXEC(N'MERGE [Plans] USING (VALUES (1)) AS i ([Id]) ON 1=0 WHEN NOT MATCHED THEN INSERT ([Id]) VALUES (i.[Id]);') END"
            },
            { "table hint", "SELECT [p].[Id] FROM [Plans] AS [p] WITH (UPDLOCK, HOLDLOCK)" },
            { "isolation level", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE" },
            { "ALTER DATABASE", "ALTER DATABASE [Marketing] SET READ_COMMITTED_SNAPSHOT ON" },
            {
                "function OPENJSON",
                "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[Id] IN (SELECT [i].[value] FROM OPENJSON(@ids) AS [i])"
            },
            { "function TRIM", "SELECT TRIM([p].[Title]) FROM [Plans] AS [p]" },
            { "APPLY", "SELECT [p].[Id] FROM [Plans] AS [p] OUTER APPLY (SELECT TOP(1) [q].[Id] FROM [PlanParts] AS [q]) AS [t]" },
            { "arbitrary order", "SELECT [p].[Id] FROM [Plans] AS [p] ORDER BY (SELECT 1) OFFSET 5 ROWS" },
            {
                "judged by other rows",
                "UPDATE [r] SET [r].[ContentVersion] = 1 FROM [PlanRevisions] AS [r] WHERE EXISTS (SELECT 1 FROM [Plans] AS [p] WHERE [p].[Id] = [r].[PlanId])"
            },
            { "order by Title", "SELECT [p].[Id] FROM [Plans] AS [p] ORDER BY [p].[Title]" },
            { "comparison of Title", "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[Title] = @title" },
            { "comparison of Title", "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[Title] LIKE @title ESCAPE N'\\\\'" },
            { "comparison of Title", "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[Title] IN (@a, @b)" },
            {
                "after a value of UpdatedAt without a bound",
                "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[UpdatedAt] < @a OR ([p].[UpdatedAt] = @a AND [p].[Id] < @i)"
            },
            {
                "after a value of TitleKey without a bound",
                "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[WorkspaceId] = @w AND [p].[TitleKey] <= @a AND ([p].[TitleKey] > @a OR ([p].[TitleKey] = @a AND [p].[Id] > @i))"
            },
            { "1001 rows", "INSERT INTO [Plans] ([Id]) VALUES " + string.Join(", ", Enumerable.Repeat("(1)", 1001)) },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_command_that_breaks_a_rule_is_refused_with_the_rule(string rule, string sql) =>
        Should.Throw<SqlServerRuleBrokenException>(() => SqlServerRules.Check(sql, 0)).Message.ShouldContain(rule);

    [Theory]
    [InlineData(
        "SELECT 'MERGE WITH (NOLOCK)' AS [MERGE], [Key] FROM [Plans] AS [p] ORDER BY [p].[TitleKey] OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY"
    )]
    [InlineData("UPDATE [r] SET [r].[ContentVersion] = 1 FROM [PlanRevisions] AS [r] WHERE [r].[Status] = N'Draft'")]
    [InlineData(
        "IF NOT EXISTS (SELECT * FROM [__EFMigrationsHistory]) BEGIN EXEC(N'CREATE UNIQUE INDEX [I] ON [Plans] ([Code]) WHERE [Code] IS NOT NULL'); END;\nGO\n"
    )]
    [InlineData(
        "SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[UpdatedAt] <= @a AND ([p].[UpdatedAt] < @a OR ([p].[UpdatedAt] = @a AND [p].[Id] < @i))"
    )]
    [InlineData("SELECT [p].[Id] FROM [Plans] AS [p] WHERE [p].[UpdatedAt] < @a OR [p].[UpdatedAt] = @b")]
    public void A_command_that_only_looks_like_it_is_taken(string sql) => SqlServerRules.Check(sql, 2100);

    [Fact]
    public void More_parameters_than_a_command_takes_are_refused() =>
        Should.Throw<SqlServerRuleBrokenException>(() => SqlServerRules.Check("SELECT 1", 2101));
}
