using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Notifications;
using Platform.TechTransfer.Negotiations;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Agreements;

/// <summary>Signs the present contract for the caller's organisation; with the second signature it stands.</summary>
internal static class SignAgreement
{
    private const string Sign = """
        update agreement
        set enterprise_signed_at = case when @byFirm then @Now else enterprise_signed_at end,
            owner_signed_at = case when @byOwner then @Now else owner_signed_at end
        where agreement_id = @AgreementId
        """;

    public static Task<Agreement> RunAsync(Store store, ServerCallContext call, AgreementHashRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var locked = await AgreementLocks.ForSideAsync(change, request.AgreementId);
            var row = locked.Agreement;
            var (byFirm, byOwner) = (locked.ByFirm(change), locked.ByOwner(change));
            if (Refusal(row, request.TermsHash, byFirm, byOwner, CityDays.Of(change.Now)) is { } refusal)
            {
                throw refusal.ToException();
            }

            await change.ExecuteAsync(Sign, new { row.AgreementId, byFirm, byOwner, change.Now });
            NegotiationActs.Write(change, row.NegotiationId, NegotiationActKind.Signed, locked.Negotiation.Stage);
            change.Audit("agreement.sign", "agreement", request.AgreementId, new { hash = row.TermsHash });
            await AgreementLocks.TouchAsync(change, row);
            if ((byFirm || row.EnterpriseSignedAt is not null) && (byOwner || row.OwnerSignedAt is not null))
            {
                await StandAsync(change, locked);
            }
            else
            {
                Inform.Organisation(change, locked.Other(change), new Message(
                    "agreement.signed_by_other", $"对方已签署“{row.ListingTitle}”的技术合同，请签署。", $"The other side signed the contract on “{row.ListingTitle}”: sign it.", $"/agreements/{row.AgreementId}"));
            }

            return await AgreementParts.MessageAsync(change, row.AgreementId);
        });

    /// <summary>Why this signature cannot be given; null where it can. Pure.</summary>
    /// <param name="today">A notice's last day must lie before it.</param>
    internal static Error? Refusal(AgreementRow row, string hash, bool byFirm, bool byOwner, DateOnly today)
    {
        if (AgreementStates.Next(row.State, AgreementStep.Sign) is null)
        {
            return AgreementErrors.WrongState(row.State);
        }

        if (!string.Equals(hash, row.TermsHash, StringComparison.OrdinalIgnoreCase))
        {
            return AgreementErrors.TermsChanged;
        }

        if ((byFirm && row.EnterpriseSignedAt is not null) || (byOwner && row.OwnerSignedAt is not null))
        {
            return AgreementErrors.AlreadySigned;
        }

        return row.NeedsNotice ? NoticeRefusal(row, today) : null;
    }

    private static Error? NoticeRefusal(AgreementRow row, DateOnly today) => row switch
    {
        { State: not AgreementState.PublicNotice } or { NoticeLastDay: null } => AgreementErrors.NoticeRequired,
        { NoticeLastDay: { } last } when today <= last => AgreementErrors.NoticeRunning(last),
        { OpenObjections: > 0 } => AgreementErrors.ObjectionsOpen,
        _ => null,
    };

    private static async Task StandAsync(Change change, AgreementLocks.Locked locked)
    {
        try
        {
            await StandingAgreement.RunAsync(change, locked);
        }
        catch (PostgresException exception) when (exception.Violates("agreement_exclusive"))
        {
            throw AgreementErrors.ExclusiveGrantStands.ToException();
        }
    }
}
