using MediatR;
using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>A use case that changes something; runs in one unit of work.</summary>
public interface ICommand;

/// <inheritdoc cref="ICommand"/>
public interface ICommand<T> : ICommand, IRequest<Result<T>>;

/// <summary>A use case that only reads.</summary>
public interface IQuery<T> : IRequest<Result<T>>;
