using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Persistence;

internal static class ColumnParameters
{
    /// <summary>Returns a parameter with the column's type, length and precision.</summary>
    /// <param name="column">The column.</param>
    /// <param name="maker">A command of the engine.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">The value as the model has it.</param>
    public static DbParameter ParameterFor(this IProperty column, DbCommand maker, string name, object? value) =>
        column.GetRelationalTypeMapping().CreateParameter(maker, name, value, column.IsNullable);
}
