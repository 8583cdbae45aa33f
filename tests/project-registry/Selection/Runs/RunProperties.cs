using FsCheck.Xunit;
using Google.Protobuf;
using Platform.ProjectRegistry.Selection;
using Platform.ProjectRegistry.Selection.Explanations;
using Platform.ProjectRegistry.Selection.Runs;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Selection.Runs;

public sealed class RunProperties
{
    [Property(Arbitrary = [typeof(RunCases)], MaxTest = 1000)]
    public void A_run_computed_again_from_its_stored_bytes_is_identical(RunInputs inputs)
    {
        var bytes = inputs.ToByteArray();
        var read = RunInputs.Parser.ParseFrom(bytes);
        Assert.Equal(bytes, read.ToByteArray());
        Assert.Equal(OutputOf(inputs), OutputOf(read));
    }

    [Property(Arbitrary = [typeof(RunCases)], MaxTest = 300)]
    public void Changing_one_score_changes_the_hash_of_the_inputs(RunInputs inputs)
    {
        var before = inputs.ToByteArray();
        if (inputs.Candidates.Count > 0)
        {
            inputs.Candidates[0].Sheets[0].Points[0]++;
            Assert.NotEqual(before, inputs.ToByteArray());
        }
    }

    [Property(Arbitrary = [typeof(RunCases)], MaxTest = 300)]
    public void The_threshold_of_an_explanation_is_where_the_outcome_turns(RunInputs inputs)
    {
        var decision = RunDecision.Of(inputs);
        if (decision.Selection.Explained is null)
        {
            return;
        }

        var quotas = RunDecision.QuotasOf(inputs);
        foreach (var own in decision.Candidates)
        {
            var takes = Explainer.Of(decision.Candidates, inputs.Capacity, quotas, own.ApplicationId);
            Assert.Equal(takes.IsSelected, IsSelected(own.Score));
            if (takes.Threshold is not { } threshold)
            {
                Assert.False(IsSelected(1_000_000));
                continue;
            }

            Assert.True(IsSelected(threshold));
            Assert.True(threshold == 0 || !IsSelected(threshold - 1));
            Assert.Equal(takes.IsSelected, threshold <= own.Score);

            bool IsSelected(int score)
            {
                var order = decision.Candidates
                    .OrderByDescending(candidate => candidate.ApplicationId == own.ApplicationId ? score : candidate.Score).ThenBy(candidate => candidate.Rank)
                    .Select((candidate, i) => candidate with { Rank = i + 1, Score = candidate.ApplicationId == own.ApplicationId ? score : candidate.Score });
                return Selector.Best([.. order], inputs.Capacity, quotas)!.Any(candidate => candidate.ApplicationId == own.ApplicationId);
            }
        }
    }

    private static byte[]? OutputOf(RunInputs inputs)
    {
        var decision = RunDecision.Of(inputs);
        return decision.Selection.Explained is null ? null : decision.ToOutput(inputs.Capacity).ToByteArray();
    }
}
