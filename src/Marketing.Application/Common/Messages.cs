using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Common;

/// <summary>A use case that changes data. It runs in one unit of work.</summary>
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

/// <summary>A query whose version can be read at a lower cost than its value. Used when a client revalidates its copy.</summary>
public interface IRevalidated
{
    /// <summary>Query for the version alone; null if the response has no version.</summary>
    IQuery<VersionTag>? VersionOnly { get; }
}
