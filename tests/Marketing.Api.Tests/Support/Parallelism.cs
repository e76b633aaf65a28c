using Marketing.Api.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]
[assembly: AssemblyFixture(typeof(DatabasesOfTheRun))]

namespace Marketing.Api.Tests.Support;

/// <summary>
/// Begins with what takes longest: the tests that share a host and so run one after the other, then those that start and
/// kill processes and wait most of their time. All others fill the gaps. What runs at once is set in xunit.runner.json:
/// more than there are cores, because so much is waiting.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Shared = [SecondApi.Name, FirstApi.Name];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderBy(collection =>
                Shared.Contains(collection.TestCollectionDisplayName) ? 0
                : IsOfProcesses(collection) ? 1
                : 2
            ),
        ];

    private static bool IsOfProcesses(ITestCollection collection) =>
        collection.TestCollectionDisplayName.Contains(
            $"{nameof(Marketing)}.{nameof(Api)}.{nameof(Tests)}.{nameof(Durability)}.",
            StringComparison.Ordinal
        );
}
