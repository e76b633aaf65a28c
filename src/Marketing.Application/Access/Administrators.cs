using Marketing.Application.Common;
using Marketing.Domain.Access;

namespace Marketing.Application.Access;

/// <summary>Who can make people administrators.</summary>
internal static class Administrators
{
    /// <summary>A leaked key could otherwise make its holder a person with every right, which outlives the key.</summary>
    /// <returns>The error if a key gives someone the role of an administrator; otherwise null.</returns>
    public static AdministratorsByPersons? MayNotMakeAdministrators(
        this RequestContext context,
        IReadOnlyList<Role> before,
        IReadOnlyList<Role> after
    ) =>
        context.Caller.Kind == CallerKind.Key && after.Contains(Role.Administrator) && !before.Contains(Role.Administrator)
            ? new AdministratorsByPersons()
            : null;
}
