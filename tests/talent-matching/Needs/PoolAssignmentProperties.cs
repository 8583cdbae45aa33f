using FsCheck.Xunit;
using Platform.TalentMatching.Needs;
using Xunit;

namespace Platform.TalentMatching.Tests.Needs;

public sealed class PoolAssignmentProperties
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_need_goes_to_the_project_that_declares_its_title_else_to_the_first_admitted()
    {
        var (declared, other) = (Need("焊接", null), Need("质检", null));
        var changes = PoolAssignment.Changes([declared, other], [Project("p2", 2, "焊接"), Project("p1", 1, "喷涂")]);
        Assert.Equal([(declared.NeedId, "p2"), (other.NeedId, "p1")], changes);
    }

    [Property]
    public void The_end_is_the_same_in_whatever_order_projects_come(bool[] declares)
    {
        var needs = new[] { Need("焊接", null), Need("质检", null) };
        var projects = declares.Select((yes, i) => Project($"p{i}", i % 3, yes ? "焊接" : "喷涂")).ToList();
        Assert.Equal(Walk(needs, projects), Walk(needs, Enumerable.Reverse(projects)));
    }

    /// <summary>Projects come one by one, and each time the needs are assigned by what is known.</summary>
    private static IEnumerable<string?> Walk(AssignableNeed[] needs, IEnumerable<PoolProject> projects)
    {
        var known = new List<PoolProject>();
        foreach (var project in projects)
        {
            known.Add(project);
            var changes = PoolAssignment.Changes(needs, known).ToDictionary(change => change.NeedId, change => change.ProjectId);
            needs = [.. needs.Select(need => changes.TryGetValue(need.NeedId, out var to) ? need with { PoolProjectId = to } : need)];
        }

        return needs.Select(need => need.PoolProjectId);
    }

    private static AssignableNeed Need(string title, string? project) => new(Guid.CreateVersion7(Day), "firm", title, project);

    private static PoolProject Project(string id, int rank, string title) => new(id, "firm", Day, rank, new HashSet<string> { title });
}
