using Marketing.Application.Common;
using Marketing.Domain.Plans;
using MediatR;

namespace Marketing.Application.Plans;

/// <summary>A command that contains phrases.</summary>
public interface IPhraseCommand : ICommand
{
    /// <summary>Parses the phrases of the command with this reader. Has no effect if they have been parsed.</summary>
    void ReadPhrases(PhraseReader reader);
}

/// <inheritdoc cref="IPhraseCommand"/>
public abstract record PhraseCommand<T> : ICommand<T>, IPhraseCommand
{
    private PhraseReader? _phrases;

    /// <summary>The reader that has parsed the command's phrases.</summary>
    internal PhraseReader Phrases => _phrases ?? new PhraseReader();

    public void ReadPhrases(PhraseReader reader)
    {
        if (_phrases is null)
        {
            _phrases = reader;
            Read(reader);
        }
    }

    /// <summary>Parses the phrases of the command.</summary>
    protected abstract void Read(PhraseReader reader);
}

/// <summary>
/// Parses the phrases of a command before its unit of work begins. Parsing takes time, and on SQLite every other writer would wait for it.
/// Inside the unit, only the texts of amounts are parsed, because they depend on the plan's currency.
/// </summary>
internal sealed class ReadPhrasesBehavior<TRequest, TResponse>(PhraseReader reader) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IPhraseCommand
{
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        request.ReadPhrases(reader);
        return next();
    }
}

internal static class PatchPhrases
{
    /// <summary>Parses the phrases that a patch contains. The others are stored already, and stay as they are.</summary>
    public static void Prepare<T>(this PhraseReader reader, Patch<T> patch)
    {
        foreach (var text in patch.Texts)
        {
            reader.Prepare(text.Holder, text.Member, text.Text);
        }
    }
}
