using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Batches;

/// <summary>The criteria a batch is scored by; a batch that brings none gets the city's nine (<c>rubric.json</c>).</summary>
public static class Rubric
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly RubricFile City = Embedded.Read<RubricFile>("Batches.rubric.json", Snake);

    public static IReadOnlyList<Criterion> Default() => [.. City.Criteria.Select(line => new Criterion
    {
        CriterionId = line.CriterionId,
        Group = line.Group,
        NameZh = line.NameZh,
        NameEn = line.NameEn,
        Weight = line.Weight,
    })];

    /// <exception cref="Chassis.Errors.FailedException">WEIGHTS_NOT_100, or INVALID_FIELD where two criteria share an id.</exception>
    public static void Check(IReadOnlyCollection<Criterion> criteria)
    {
        if (criteria.Sum(criterion => criterion.Weight) != 100)
        {
            throw BatchErrors.WeightsNot100.ToException();
        }

        if (criteria.DistinctBy(criterion => criterion.CriterionId).Count() != criteria.Count)
        {
            throw BatchErrors.CriterionTwice.ToException();
        }
    }

    private sealed record RubricFile(IReadOnlyList<Line> Criteria);

    private sealed record Line(string CriterionId, CriterionGroup Group, string NameZh, string NameEn, int Weight);
}
