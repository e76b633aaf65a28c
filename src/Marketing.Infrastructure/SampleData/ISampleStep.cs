using Marketing.Infrastructure.Jobs;

namespace Marketing.Infrastructure.SampleData;

/// <summary>One feature's part of the sample workspace. Implementations in this assembly are found without being registered.</summary>
internal interface ISampleStep
{
    /// <summary>Steps run in ascending order; a step comes after those it refers to. See <see cref="SampleOrder"/>.</summary>
    int Order { get; }

    /// <summary>Writes the data through use cases.</summary>
    Task WriteAsync(SystemScope workspace, CancellationToken ct);
}

/// <summary>The order of the sample steps. The gaps leave room for others.</summary>
internal static class SampleOrder
{
    /// <summary>Catalogue entries, which plans refer to.</summary>
    public const int Catalogues = 100;

    /// <summary>Plans, which link their names to the catalogues.</summary>
    public const int Plans = 200;
}
