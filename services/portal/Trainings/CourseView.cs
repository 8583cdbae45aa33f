using Platform.Talent.V1;

namespace Platform.Portal.Trainings;

/// <summary>Students and sessions of a course as its page shows them, with results and attendance being entered.</summary>
public sealed class CourseView
{
    private readonly Dictionary<(string TalentId, int Module), TrainingResult> _entered = [];

    public required IReadOnlyList<TrainingEnrolment> Enrolments { get; init; }
    public required IReadOnlyList<TrainingSession> Sessions { get; init; }
    public required bool More { get; init; }

    /// <summary>Results entered and not saved, by module.</summary>
    public IEnumerable<IGrouping<int, (string TalentId, TrainingResult Result)>> Changed => _entered
        .Where(entry => entry.Value != TrainingResult.Unspecified)
        .OrderBy(entry => entry.Key.Module).ThenBy(entry => entry.Key.TalentId, StringComparer.Ordinal)
        .GroupBy(entry => entry.Key.Module, entry => (entry.Key.TalentId, entry.Value));

    public static async Task<CourseView> ReadAsync(TrainingCourseService.TrainingCourseServiceClient client, string programmeId, CancellationToken cancellation)
    {
        var enrolments = await client.ListEnrolmentsAsync(new ListEnrolmentsRequest { ProgrammeId = programmeId, PageSize = 500 }, cancellationToken: cancellation);
        var sessions = await client.ListSessionsAsync(new ListSessionsRequest { ProgrammeId = programmeId, PageSize = 200 }, cancellationToken: cancellation);
        return new CourseView { Enrolments = enrolments.Enrolments, Sessions = sessions.Sessions, More = enrolments.NextPageToken.Length > 0 };
    }

    public TrainingResult ResultOf(TrainingEnrolment one, int module) => _entered.TryGetValue((one.TalentId, module), out var entered)
        ? entered
        : one.Results.FirstOrDefault(result => result.ModuleNumber == module)?.Result ?? TrainingResult.Unspecified;

    public void Set(TrainingEnrolment one, int module, TrainingResult result) => _entered[(one.TalentId, module)] = result;
}
