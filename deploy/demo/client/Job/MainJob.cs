using System.Globalization;
using Platform.Demo.Steps;

namespace Platform.Demo.Job;

/// <summary>
/// The platform's main job from the applications to a completed collaboration, step by step through the public API, as officials,
/// reviewers, firms and universities do it.
/// </summary>
public sealed class MainJob(JobContext context)
{
    public static IReadOnlyList<Step> Steps { get; } =
    [
        SignIn.Step,
        OpenBatch.Step,
        ImportFiles.Step,
        JoinOrganisations.Step,
        CheckForms.Step,
        AssignReviewers.Step,
        FileReviews.Step,
        Rank.Step,
        Select.Step,
        PublishNotice.Step,
        Admit.Step,
        AwaitFindings.Step,
        CheckResult.Step,
        ProposeCollaboration.Step,
        Consent.Step,
        SignAgreement.Step,
        PlaceTalent.Step,
        CompleteCollaboration.Step,
    ];

    public JobContext Context => context;

    /// <summary>Runs all steps in their order.</summary>
    /// <param name="before">Called before each step, such as by a test that takes a host away.</param>
    public async Task RunAsync(Func<Step, Task>? before = null)
    {
        ImportFiles.RequireFiles(context);
        var number = 0;
        foreach (var step in Steps)
        {
            context.Printer.Write($"[{++number}/{Steps.Count}] {context.Printer.Pick(step.Chinese, step.English)}");
            if (before is not null)
                await before(step);
            var began = context.Clock.GetTimestamp();
            await step.RunAsync(context);
            var seconds = context.Clock.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            context.Printer.Note($"完成（{seconds} 秒）", $"done ({seconds} s)");
        }

        Summary.Print(context);
    }
}
