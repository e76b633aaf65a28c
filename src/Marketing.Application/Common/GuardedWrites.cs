using Marketing.Domain.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Marketing.Application.Common;

/// <summary>
/// The only way for use cases to run bulk statements. The context does not see what such a statement changes, so each one
/// either comes with the notes for the change log or only guards what the unit of work saves.
/// </summary>
public static class GuardedWrites
{
    /// <summary>Updates the rows, and notes what that changed if there were any.</summary>
    /// <param name="db">The database.</param>
    /// <param name="rows">The rows, with the guard in their condition.</param>
    /// <param name="change">The new values; a resource's version is incremented here.</param>
    /// <param name="notes">What the statement changes; one <see cref="ResourceNote"/> for each row of a resource.</param>
    /// <param name="ct">Cancels the statement.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="InvalidOperationException">The notes do not match the rows.</exception>
    public static async Task<int> UpdateAsync<TRow>(
        this IMarketingDb db,
        IQueryable<TRow> rows,
        Action<UpdateSettersBuilder<TRow>> change,
        IReadOnlyList<ChangeNote> notes,
        CancellationToken ct
    )
    {
        if (notes.Count == 0)
        {
            throw new InvalidOperationException($"An update of {typeof(TRow).Name} rows has no note for the change log.");
        }

        var changed = await rows.ExecuteUpdateAsync(change, ct);
        var resources = notes.Count(note => note is ResourceNote);
        if (changed > 0 && resources > 0 && changed != resources)
        {
            throw new InvalidOperationException($"{changed} {typeof(TRow).Name} rows were updated, {resources} were noted.");
        }

        foreach (var note in changed > 0 ? notes : [])
        {
            db.Log.Note(note);
        }

        return changed;
    }

    /// <summary>
    /// Runs an update that changes nothing by itself: it locks a row until the transaction ends, or counts along with what the
    /// unit of work saves. It needs no note.
    /// </summary>
    /// <returns>The number of rows; none if the guard in their condition refused.</returns>
    public static Task<int> GuardAsync<TRow>(this IQueryable<TRow> rows, Action<UpdateSettersBuilder<TRow>> guard, CancellationToken ct) =>
        rows.ExecuteUpdateAsync(guard, ct);

    /// <summary>
    /// Locks a guard of the workspace until the transaction ends. Call it before any other statement that writes, and read afterwards
    /// what the invariant depends on.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="name">One of <see cref="WorkspaceGuard.Names"/>.</param>
    /// <param name="ct">Cancels the statement.</param>
    public static async Task TakeGuardAsync(this IMarketingDb db, string name, CancellationToken ct)
    {
        var guard = db.WorkspaceGuards.Where(guard => guard.Name == name);
        if (await guard.GuardAsync(row => row.SetProperty(r => r.Taken, r => r.Taken + 1), ct) != 1)
        {
            // The workspace is older than the guard. Only one of those who create it at once succeeds; the others run again.
            db.WorkspaceGuards.Add(WorkspaceGuard.New(await db.Workspaces.Select(workspace => workspace.Id).SingleAsync(ct), name));
            await db.SaveChangesAsync(ct);
        }
    }
}
