using Platform.Chassis.Data;

namespace Platform.ProjectRegistry.Entitlements;

/// <summary>Names of firms by their codes; one that has not joined has none.</summary>
internal static class FirmNames
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(Change change, string[] codes) =>
        (await change.QueryAsync<Named>("select organisation_code as code, name from organisation where organisation_code = any(@codes) limit 100000", new { codes }))
        .ToDictionary(one => one.Code, one => one.Name, StringComparer.Ordinal);

    private sealed class Named
    {
        public string Code { get; init; } = "";

        public string Name { get; init; } = "";
    }
}
