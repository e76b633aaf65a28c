using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Common;

/// <summary>A use case that changes something; runs in one unit of work.</summary>
public interface ICommand;

/// <inheritdoc cref="ICommand"/>
public interface ICommand<T> : ICommand, IRequest<Result<T>>;

/// <summary>
/// A command that is safe to run twice and that nobody audits or follows: a delivery, a cursor, progress, a lease, a purge.
/// It never waits for the other writers of its workspace, leaves no marker, and runs again if its commit was lost.
/// </summary>
public interface IRepeatable : ICommand;

/// <summary>A use case that only reads.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>A query whose answer's version can be read for less than the answer, for clients that ask whether their copy is still good.</summary>
public interface IRevalidated
{
    /// <summary>Reads the version alone; none where the answer asked for has no version.</summary>
    IQuery<int>? VersionOnly { get; }
}
