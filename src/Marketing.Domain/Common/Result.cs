using System.Diagnostics.CodeAnalysis;

namespace Marketing.Domain.Common;

/// <summary>The members of a result that the pipeline needs.</summary>
public interface IResult<TSelf>
    where TSelf : IResult<TSelf>
{
    Error? Error { get; }

    static abstract TSelf From(Error error);
}

/// <summary>A value or an error.</summary>
public sealed class Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value: {Error.Code}.");

    /// <summary>Returns a result with a value whose type is an interface, which no operator converts.</summary>
    public static Result<T> Of(T value) => new(value, null);

    public static Result<T> From(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>A successful result without a value.</summary>
public readonly record struct Done
{
    public static Done Now => default;
}
