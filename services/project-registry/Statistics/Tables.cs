namespace Platform.ProjectRegistry.Statistics;

/// <summary>Which code fills which table of <c>definitions.json</c>.</summary>
internal static class Tables
{
    private static readonly Dictionary<string, Func<Reading, Task<IReadOnlyList<FigureRow>>>> Readers = new(StringComparer.Ordinal)
    {
        ["funnel"] = FunnelTable.ReadAsync,
        ["industries"] = IndustriesTable.ReadAsync,
        ["support"] = SupportTable.ReadAsync,
        ["pool"] = PoolTable.ReadAsync,
        ["policies"] = PoliciesTable.ReadAsync,
        ["maturity"] = MaturityTable.ReadAsync,
        ["leads"] = LeadsTable.ReadAsync,
        ["retention"] = RetentionTable.ReadAsync,
        ["indicators"] = IndicatorsTable.ReadAsync,
    };

    /// <summary>Null where there is no such table.</summary>
    public static Func<Reading, Task<IReadOnlyList<FigureRow>>>? Find(string table) => Readers.GetValueOrDefault(table);

    public static IEnumerable<string> Names => Readers.Keys;
}
