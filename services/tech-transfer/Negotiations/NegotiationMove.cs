using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations;

/// <summary>Takes a step of an open negotiation that the change has locked: the stage, its deadline, the history.</summary>
internal static class NegotiationMove
{
    /// <summary>From the instant, by the days of the stage; null where there is no rule.</summary>
    public const string DueAt = "(select @Now + make_interval(days => d.days) from negotiation_deadline d where d.stage = @stage)";

    private const string Update = $"""
        update negotiation
        set stage = @stage, form = coalesce(@form::smallint, form), due_at = case when stage = @stage then due_at else {DueAt} end, version = version + 1
        where negotiation_id = @NegotiationId
        """;

    /// <summary>The row after the step.</summary>
    /// <param name="form">Null where it stays.</param>
    /// <exception cref="FailedException">WRONG_STATE.</exception>
    public static async Task<NegotiationRow> StepAsync(
        Change change, NegotiationRow row, NegotiationStep step, NegotiationActKind act, string note = "", TransferForm? form = null)
    {
        var next = Next(row, step);
        await change.ExecuteAsync(Update, new { row.NegotiationId, stage = (short)next, form = (short?)form, change.Now });
        NegotiationActs.Write(change, row.NegotiationId, act, next, note);
        return row with { Stage = next, Form = form ?? row.Form, Version = row.Version + 1 };
    }

    /// <summary>Back to the terms that were put before the text on confidentiality changed; no act of its own.</summary>
    public static Task ResumeTermsAsync(Change change, NegotiationRow row) => change.ExecuteAsync(
        Update, new { row.NegotiationId, stage = (short)Next(row, NegotiationStep.ProposeTerms), form = (short?)null, change.Now });

    /// <summary>Where the step leads.</summary>
    /// <exception cref="FailedException">WRONG_STATE.</exception>
    public static NegotiationStage Next(NegotiationRow row, NegotiationStep step)
    {
        MustBeOpen(row);
        return NegotiationSteps.Next(row.Stage, step) ?? throw NegotiationErrors.WrongStage(row.Stage).ToException();
    }

    /// <exception cref="FailedException">WRONG_STATE.</exception>
    public static void MustBeOpen(NegotiationRow row)
    {
        if (row.State != NegotiationState.Open)
        {
            throw NegotiationErrors.WrongState(row.State).ToException();
        }
    }

    /// <summary>For steps that leave the stage.</summary>
    public static Task TouchAsync(Change change, NegotiationRow row) =>
        change.ExecuteAsync("update negotiation set version = version + 1 where negotiation_id = @NegotiationId", new { row.NegotiationId });
}
