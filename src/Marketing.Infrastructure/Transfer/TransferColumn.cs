using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Marketing.Domain.Common;
using Marketing.Infrastructure.Persistence;
using Marketing.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketing.Infrastructure.Transfer;

/// <summary>How the values of a column appear in an export, the same for every engine.</summary>
internal enum TransferKind
{
    /// <summary>An identifier: 16 bytes in the database, a UUID in the export.</summary>
    Id,

    /// <summary>A moment in UTC.</summary>
    Instant,
    Day,
    Flag,
    Integer,
    Decimal,

    /// <summary>A text, also where the model reads it as JSON or as an enumeration.</summary>
    Text,

    /// <summary>Bytes: base64 in the export.</summary>
    Bytes,
}

/// <summary>A column of an export.</summary>
internal sealed class TransferColumn
{
    private const string InstantForm = "yyyy-MM-ddTHH:mm:ss.fffffffZ";
    private const string DayForm = "yyyy-MM-dd";
    private const int IdBytes = 16;

    private readonly IProperty _property;

    public TransferColumn(IProperty property) => (_property, Kind) = (property, KindOf(property));

    public string Name => _property.GetColumnName();

    public TransferKind Kind { get; }

    public bool IsRequired => !_property.IsNullable;

    /// <summary>The value of rows that were written before the column existed; null if it has none.</summary>
    public object? Default => _property.GetDefaultValue();

    /// <summary>Converts a value of any engine into that of the export.</summary>
    public object Read(object stored) =>
        Kind switch
        {
            TransferKind.Id => new Guid((byte[])stored, bigEndian: true),
            TransferKind.Instant => stored is string text
                ? SqliteDates.ReadInstant(text)
                : DateTime.SpecifyKind((DateTime)stored, DateTimeKind.Utc),
            TransferKind.Day => stored is string text ? SqliteDates.ReadDay(text) : DateOnly.FromDateTime((DateTime)stored),
            TransferKind.Flag => Convert.ToBoolean(stored, CultureInfo.InvariantCulture),
            TransferKind.Integer => Convert.ToInt64(stored, CultureInfo.InvariantCulture),
            TransferKind.Decimal => Convert.ToDecimal(stored, CultureInfo.InvariantCulture),
            _ => stored,
        };

    public void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case Guid id:
                json.WriteString(Name, id);
                break;
            case DateTime instant:
                json.WriteString(Name, instant.ToString(InstantForm, CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                json.WriteString(Name, day.ToString(DayForm, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                json.WriteBoolean(Name, flag);
                break;
            case long number:
                json.WriteNumber(Name, number);
                break;
            case decimal number:
                json.WriteString(Name, number.ToString("0.#############################", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64String(Name, bytes);
                break;
            default:
                json.WriteString(Name, (string)value);
                break;
        }
    }

    /// <summary>Reads a value of an export.</summary>
    /// <exception cref="FormatException">It does not have the form of its kind.</exception>
    /// <exception cref="InvalidOperationException">It is not of the JSON type of its kind.</exception>
    public object Parse(JsonElement value) =>
        Kind switch
        {
            TransferKind.Id => value.GetGuid(),
            TransferKind.Instant => DateTime.ParseExact(
                value.GetString()!,
                InstantForm,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
            ),
            TransferKind.Day => DateOnly.ParseExact(value.GetString()!, DayForm, CultureInfo.InvariantCulture),
            TransferKind.Flag => value.GetBoolean(),
            TransferKind.Integer => value.GetInt64(),
            TransferKind.Decimal => decimal.Parse(value.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture),
            TransferKind.Bytes => value.GetBytesFromBase64(),
            _ => value.GetString()!,
        };

    /// <summary>Creates a parameter with the type of the column.</summary>
    public DbParameter ParameterFor(DbCommand command, string name, object? value)
    {
        switch (Kind)
        {
            case TransferKind.Id:
                return Create(command, name, (value as Guid?)?.ToByteArray(bigEndian: true), DbType.Binary, IdBytes);
            case TransferKind.Text:
                return Create(command, name, value, DbType.String, _property.GetRelationalTypeMapping().Size ?? -1);
            case TransferKind.Integer when value is long number && IsInt32():
                return _property.ParameterFor(command, name, checked((int)number));
            default:
                return _property.ParameterFor(command, name, value);
        }
    }

    private bool IsInt32() => (Nullable.GetUnderlyingType(_property.ClrType) ?? _property.ClrType) == typeof(int);

    private static DbParameter Create(DbCommand command, string name, object? value, DbType type, int size)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Size = size;
        parameter.Value = value ?? DBNull.Value;
        return parameter;
    }

    private static TransferKind KindOf(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type == typeof(Guid) || type.IsAssignableTo(typeof(IEntityId)) ? TransferKind.Id
            : type == typeof(DateTime) ? TransferKind.Instant
            : type == typeof(DateOnly) ? TransferKind.Day
            : type == typeof(bool) ? TransferKind.Flag
            : type == typeof(int) || type == typeof(long) ? TransferKind.Integer
            : type == typeof(decimal) ? TransferKind.Decimal
            : (property.GetRelationalTypeMapping().Converter?.ProviderClrType ?? type) == typeof(string) ? TransferKind.Text
            : type == typeof(byte[]) ? TransferKind.Bytes
            : throw new InvalidOperationException(
                $"Exports do not know the type of {property.DeclaringType.DisplayName()}.{property.Name}."
            );
    }
}
