using System.Reflection;
using Microsoft.Data.SqlClient;

namespace Marketing.Api.Tests.Engines;

/// <summary>Creates the exceptions of SQL Server's client library, which has no public way to do so.</summary>
internal static class SqlFailures
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>A lost connection as the client library reports it on Linux: refused, reset, closed, cut at login.</summary>
    public static SqlException LostConnection => Create(0, 20);

    public static SqlException Create(int number, byte severity, Exception? inner = null)
    {
        var make = typeof(SqlError)
            .GetConstructors(Hidden)
            .First(constructor => constructor.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(int));
        var error = make.Invoke([
            .. make.GetParameters()
                .Select(parameter =>
                    parameter switch
                    {
                        { Position: 0 } => number,
                        { Name: "errorClass" } => severity,
                        { ParameterType: var type } when type == typeof(string) => "",
                        { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
                        _ => (object?)null,
                    }
                ),
        ]);
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Hidden)!.Invoke(errors, [error]);
        var create = typeof(SqlException)
            .GetMethods(Hidden)
            .First(method =>
                method.Name == "CreateException"
                && method.GetParameters().Select(parameter => parameter.ParameterType) is var types
                && types.SequenceEqual([typeof(SqlErrorCollection), typeof(string), typeof(Guid), typeof(Exception)])
            );
        var failure = (SqlException)create.Invoke(null, [errors, "", Guid.Empty, inner])!;
        (failure.Number, failure.Class).ShouldBe((number, severity));
        failure.InnerException.ShouldBe(inner);
        return failure;
    }
}
