using Marketing.Application.Common;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Application.Webhooks;

/// <summary>Decides where webhooks may be sent.</summary>
public interface IWebhookAddresses
{
    /// <summary>
    /// Returns why nothing may be sent to the address; null if it is allowed. Looks up its host; a host that is not found is allowed,
    /// because each connection is checked again.
    /// </summary>
    Task<Error?> RefusalOfAsync(string url, CancellationToken ct);
}

/// <summary>A command that sets the address of an endpoint.</summary>
public interface IAddressedCommand : ICommand
{
    /// <summary>Checks the address. Has no effect if the command sets none, or if it has been checked.</summary>
    Task CheckAsync(IWebhookAddresses addresses, CancellationToken ct);
}

/// <inheritdoc cref="IAddressedCommand"/>
public abstract record AddressedCommand<T> : ICommand<T>, IAddressedCommand
{
    private bool _isChecked;

    /// <summary>Why nothing may be sent to the address; null if it is allowed.</summary>
    internal Error? Refusal { get; private set; }

    /// <summary>The address that the command sets; null if it sets none.</summary>
    protected abstract string? Address { get; }

    public async Task CheckAsync(IWebhookAddresses addresses, CancellationToken ct)
    {
        if (!_isChecked)
        {
            Refusal = Address is { } url ? await addresses.RefusalOfAsync(url, ct) : null;
            _isChecked = true;
        }
    }
}

/// <summary>
/// Checks the address of a command before its unit of work begins. Looking up a host takes time, and on SQLite every other writer would
/// wait for it.
/// </summary>
internal sealed class CheckAddressBehavior<TRequest, TResponse>(IWebhookAddresses addresses) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IAddressedCommand
{
    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        await request.CheckAsync(addresses, cancellationToken);
        return await next();
    }
}
