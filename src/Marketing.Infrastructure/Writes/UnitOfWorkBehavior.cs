using Marketing.Application.Common;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Infrastructure.Writes;

/// <summary>Runs every command in a unit of work. Nested commands take part in the same one.</summary>
internal sealed class UnitOfWorkBehavior<TRequest, TResponse>(UnitOfWorkState state, UnitOfWorkRunner runner)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ICommand
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken) =>
        state.Active ? next() : runner.RunAsync<TRequest, TResponse>(request, cancellationToken);
}

/// <summary>Whether its scope belongs to a unit of work.</summary>
internal sealed class UnitOfWorkState
{
    public bool Active { get; set; }
}
