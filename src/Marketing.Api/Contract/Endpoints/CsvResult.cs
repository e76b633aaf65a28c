using Marketing.Application.Common;
using Marketing.Domain.Common;
using MediatR;

namespace Marketing.Api.Contract.Endpoints;

/// <summary>
/// Streams a list as CSV, page by page: each page is one query by key, so no database reader stays open however slowly the client
/// reads. An error after the first page breaks the connection, so that a client cannot take a part for the whole.
/// </summary>
/// <param name="feed">The columns.</param>
/// <param name="query">The list.</param>
/// <param name="first">Its first page.</param>
/// <param name="rows">Returns the rows of an item.</param>
/// <param name="sender">Sends the query for the other pages.</param>
internal sealed class CsvResult<TItem, TRow>(
    Feed<TRow> feed,
    IFeedQuery<TItem> query,
    Page<TItem> first,
    Func<TItem, IEnumerable<TRow>> rows,
    ISender sender
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = Negotiation.Csv + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{feed.Name}.csv\"";
        CsvLabels? labels = null;
        if (query.Lang is { } language)
        {
            labels = new CsvLabels(feed.Name, language);
            response.Headers.ContentLanguage = LabelLanguages.TagOf(language);
        }

        var columns = feed.Columns.Select(column => new CsvColumn(column, labels)).ToList();
        var csv = new CsvWriter(response.BodyWriter);
        if (query.Bom)
        {
            csv.Mark();
        }

        await csv.WriteAsync(columns.Select(column => column.Header), ct);
        for (var page = first; ; page = await NextAsync(page.NextCursor, ct))
        {
            foreach (var row in page.Items.SelectMany(rows))
            {
                await csv.WriteAsync(columns.Select(column => column.CellOf(row!)), ct);
            }

            await csv.FlushAsync(ct);
            if (page.NextCursor is null)
            {
                return;
            }
        }
    }

    private async Task<Page<TItem>> NextAsync(string? cursor, CancellationToken ct)
    {
        var page = await sender.Send(query.ForPage(cursor, null), ct);
        return page.Succeeded
            ? page.Value
            : throw new InvalidOperationException($"A page of {feed.Name} could not be read: {page.Error.Code}.");
    }
}
