namespace Respawn.Graph;

/// <summary>Rows of <paramref name="Child"/> point at rows of <paramref name="Parent"/>.</summary>
internal readonly record struct ForeignKey(Table Child, Table Parent);
