using Npgsql;
using Platform.Talent.V1;
using Platform.TalentMatching.Matching;

namespace Platform.TalentMatching.Recommendations;

/// <summary>Programmes that teach what is missing.</summary>
internal static class ClosingTrainings
{
    /// <summary>None until training programmes are known to the service.</summary>
    public static Task<IReadOnlyList<ClosingTraining>> OfAsync(NpgsqlConnection connection, IEnumerable<MissingSkill> missing, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ClosingTraining>>([]);
}
