using System.ComponentModel.DataAnnotations;
using Marketing.Api.Contract.Endpoints;
using Marketing.Application.Budgets;
using Marketing.Domain.Access;
using Marketing.Domain.Budgets;

namespace Marketing.Api.Budgets;

internal static class FiscalPeriodEndpoints
{
    public static void MapFiscalPeriods(this IEndpointRouteBuilder routes)
    {
        var api = routes.Tagged("FiscalPeriods");
        api.Get("/v1/fiscal-periods", "listFiscalPeriods", ListFiscalPeriods, Scopes.BudgetsRead);
        api.Post("/v1/fiscal-periods/{period}/close", "closeFiscalPeriod", CloseFiscalPeriod, Scopes.FiscalWrite);
        api.Post("/v1/fiscal-periods/{period}/reopen", "reopenFiscalPeriod", ReopenFiscalPeriod, Scopes.FiscalWrite);
    }

    /// <summary>List fiscal periods</summary>
    /// <remarks>Returns the months or quarters of a fiscal year, which begins with the month in the settings of the workspace.</remarks>
    private static Task<Ok<FiscalYearResponse>> ListFiscalPeriods(Query<FiscalPeriodArguments> query, UseCases useCases) =>
        useCases.Read(new ListFiscalPeriods(query.Value));

    /// <summary>Close a fiscal period</summary>
    /// <remarks>
    /// Closes a month or quarter for bookings in all budgets. A later entry for it is posted on the first day of the next open month, with
    /// its original date.
    /// </remarks>
    private static Task<Changed<FiscalPeriodResponse>> CloseFiscalPeriod(
        [MaxLength(FiscalPeriod.CodeLength)] string period,
        UseCases useCases
    ) => useCases.Change(new CloseFiscalPeriod(period, null));

    /// <summary>Reopen a fiscal period</summary>
    /// <remarks>Opens a closed month or quarter for bookings again. Entries that were posted in a later month stay there.</remarks>
    private static Task<Changed<FiscalPeriodResponse>> ReopenFiscalPeriod(
        [MaxLength(FiscalPeriod.CodeLength)] string period,
        Body<ReopenPeriodInput> body,
        UseCases useCases
    ) => useCases.Change(new CloseFiscalPeriod(period, body.Value.Reason));
}
