using System.Globalization;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.Ndas;

/// <summary>Consents to the present text for the caller's organisation; with the second consent it is in force and the data room open.</summary>
internal static class ConsentToNda
{
    private const string Consent = """
        update negotiation_nda
        set enterprise_account = case when @byFirm then @Subject else enterprise_account end,
            enterprise_consented_at = case when @byFirm then @Now else enterprise_consented_at end,
            owner_account = case when @byOwner then @Subject else owner_account end,
            owner_consented_at = case when @byOwner then @Now else owner_consented_at end
        where negotiation_id = @NegotiationId and version = @Version
        """;

    private const string HasTerms = "select exists (select from term_sheet where negotiation_id = @NegotiationId)";

    public static Task<Nda> RunAsync(Store store, ConsentToNdaRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            NegotiationMove.MustBeOpen(row);
            var nda = await NdaRow.NewestAsync(change, row.NegotiationId);
            var byFirm = row.OrganisationCode == change.Caller.OrganisationCode;
            var byOwner = row.IsByOwner(change.Caller);
            Check(nda, request.TextHash, byFirm, byOwner);
            NegotiationMove.Next(row, NegotiationStep.ConcludeNda);
            await change.ExecuteAsync(Consent, new { row.NegotiationId, nda!.Version, byFirm, byOwner, change.Caller.Subject, change.Now });
            var version = nda.Version.ToString(CultureInfo.InvariantCulture);
            NegotiationActs.Write(change, row.NegotiationId, NegotiationActKind.NdaConsented, row.Stage, version);
            change.Audit("nda.consent", "negotiation", request.NegotiationId, new { nda.Version, hash = nda.BodyHash });
            if ((byFirm || nda.EnterpriseConsentedAt is not null) && (byOwner || nda.OwnerConsentedAt is not null))
            {
                await ConcludeAsync(change, row, version);
            }
            else
            {
                await NegotiationMove.TouchAsync(change, row);
                NegotiationNotices.TellOther(
                    change, row, "negotiation.nda-consented", "对方已同意保密协议，请贵方确认。", "the other side has consented to the agreement on confidentiality: your consent is awaited.");
            }

            return (await NdaRow.NewestAsync(change, row.NegotiationId))!.ToMessage();
        });

    private static void Check(NdaRow? nda, string hash, bool byFirm, bool byOwner)
    {
        if (nda is null || !string.Equals(hash, nda.BodyHash, StringComparison.OrdinalIgnoreCase))
        {
            throw NegotiationErrors.NdaChanged.ToException();
        }

        if ((byFirm && nda.EnterpriseConsentedAt is not null) || (byOwner && nda.OwnerConsentedAt is not null))
        {
            throw NegotiationErrors.AlreadyConsented.ToException();
        }
    }

    /// <summary>Where terms were put before the text changed, their negotiation goes on where it was.</summary>
    private static async Task ConcludeAsync(Change change, NegotiationRow row, string version)
    {
        var concluded = await NegotiationMove.StepAsync(change, row, NegotiationStep.ConcludeNda, NegotiationActKind.NdaInForce, version);
        if (await change.ExecuteScalarAsync<bool>(HasTerms, new { row.NegotiationId }))
        {
            await NegotiationMove.ResumeTermsAsync(change, concluded);
        }

        NegotiationNotices.TellOther(
            change, row, "negotiation.nda-in-force", "保密协议已生效，资料室开放。", "the agreement on confidentiality is in force and the data room open.");
    }
}
