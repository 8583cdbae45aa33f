using System.Data;
using Npgsql;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Retention;

/// <summary>
/// What may be shown of a scope's retention. The total stands beside every table, so it is shown only where none of the tables could
/// be subtracted from it; where one could, nothing of that milestone is shown in any of them.
/// </summary>
internal sealed class PublishedRetention
{
    private static readonly RetentionDimension[] Partitions = [RetentionDimension.College, RetentionDimension.Industry, RetentionDimension.GraduationYear];

    private PublishedRetention(Counts[] totals, bool[] closed, IReadOnlyList<RetentionGroup> groups, IReadOnlyList<IReadOnlyList<bool>> hidden)
    {
        (Totals, Closed, Groups, Hidden) = (totals, closed, groups, hidden);
    }

    /// <summary>At the milestone's index.</summary>
    public IReadOnlyList<Counts> Totals { get; }

    /// <summary>At the milestone's index: nothing may be shown.</summary>
    public IReadOnlyList<bool> Closed { get; }

    public IReadOnlyList<RetentionGroup> Groups { get; }

    /// <summary>At the milestone's index, then the group's.</summary>
    public IReadOnlyList<IReadOnlyList<bool>> Hidden { get; }

    public static async Task<PublishedRetention> ReadAsync(
        NpgsqlConnection connection, IDbTransaction? transaction, RetentionDimension dimension, RetentionScope scope, DateOnly until, CancellationToken cancellation)
    {
        var tables = new Dictionary<RetentionDimension, IReadOnlyList<RetentionGroup>>();
        foreach (var one in Partitions.Append(dimension).Distinct())
        {
            tables[one] = await RetentionCounts.ReadAsync(connection, transaction, one, scope, until, cancellation);
        }

        return Of(tables, dimension);
    }

    /// <param name="tables">Every partition, and the table asked for.</param>
    public static PublishedRetention Of(IReadOnlyDictionary<RetentionDimension, IReadOnlyList<RetentionGroup>> tables, RetentionDimension dimension)
    {
        var milestones = RetentionCounts.Milestones;
        var closed = new bool[milestones.Count];
        var totals = new Counts[milestones.Count];
        var hidden = new IReadOnlyList<bool>[milestones.Count];
        for (var i = 0; i < milestones.Count; i++)
        {
            var findings = tables.ToDictionary(table => table.Key, table => Suppression.Of([.. table.Value.Select(group => group.At(milestones[i]))]));
            totals[i] = tables[Partitions[0]].Aggregate(default(Counts), (sum, group) => sum + group.At(milestones[i]));
            closed[i] = Suppression.IsSmall(totals[i]) || findings.Any(finding => Partitions.Contains(finding.Key) && finding.Value.Total);
            hidden[i] = [.. findings[dimension].Groups.Select(one => one || closed[i])];
        }

        return new(totals, closed, tables[dimension], hidden);
    }
}
