using AutoMapper;
using Marketing.Domain.Common;

namespace Marketing.Application.Common;

/// <summary>Maps typed ids, including nullable ones, to Guid. Without these maps, a projection would return text.</summary>
internal sealed class IdProjections : Profile
{
    public IdProjections()
    {
        foreach (var id in typeof(IEntityId<>).Assembly.GetTypes().Where(IsEntityId))
        {
            typeof(IdProjections)
                .GetMethod(nameof(Register), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(id)
                .Invoke(this, null);
        }
    }

    private static bool IsEntityId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));

    private void Register<TId>()
        where TId : struct, IEntityId<TId>
    {
        CreateProjection<TId, Guid>().ConvertUsing(id => id.Value);
        CreateProjection<TId?, Guid?>().ConvertUsing(id => id.HasValue ? id.Value.Value : null);
    }
}
