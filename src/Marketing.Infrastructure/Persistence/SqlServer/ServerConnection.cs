using Microsoft.Data.SqlClient;

namespace Marketing.Infrastructure.Persistence.SqlServer;

/// <summary>Reads and completes connection strings for SQL Server.</summary>
internal static class ServerConnection
{
    private const string BlockingPeriod = "Pool Blocking Period";

    /// <summary>
    /// Adds <c>Pool Blocking Period=NeverBlock</c> unless the operator set it. By default, the pool refuses to connect for five seconds and
    /// more after one failed login, even if the server is back.
    /// </summary>
    public static string Complete(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString);
        if (builder.ShouldSerialize(BlockingPeriod))
        {
            return connectionString;
        }

        builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        return builder.ConnectionString;
    }

    /// <summary>Returns whether the client asks for encryption.</summary>
    public static bool IsEncrypted(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString).Encrypt != SqlConnectionEncryptOption.Optional;

    /// <summary>Returns whether the client library accepts the connection string.</summary>
    public static bool IsValid(string connectionString)
    {
        try
        {
            return new SqlConnectionStringBuilder(connectionString).DataSource.Length > 0;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
