using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Negotiations.Ndas;

/// <summary>Puts a text on confidentiality to both sides; it is a new version, so nobody has consented to it yet.</summary>
internal static class ProposeNda
{
    private const string Insert = """
        insert into negotiation_nda (negotiation_id, version, body, body_hash, proposed_by, proposed_at)
        values (@NegotiationId, @version, @Text, @hash, @OrganisationCode, @Now)
        """;

    public static Task<Nda> RunAsync(Store store, ProposeNdaRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var (row, _) = await NegotiationLocks.ForSideAsync(change, request.NegotiationId);
            Etag.Check(request.Etag, row.Version);
            NegotiationMove.Next(row, NegotiationStep.ProposeNda);
            var before = await NdaRow.NewestAsync(change, row.NegotiationId);
            var hash = Hash(request.Text);
            if (before?.BodyHash == hash)
            {
                throw NegotiationErrors.NdaSame.ToException();
            }

            var version = (before?.Version ?? 0) + 1;
            await change.ExecuteAsync(Insert, new { row.NegotiationId, version, request.Text, hash, change.Caller.OrganisationCode, change.Now });
            await NegotiationMove.StepAsync(
                change, row, NegotiationStep.ProposeNda, NegotiationActKind.NdaProposed, version.ToString(CultureInfo.InvariantCulture));
            NegotiationNotices.TellOther(
                change, row, "negotiation.nda-proposed", $"对方提交保密协议第 {version} 版，请阅读并同意。", $"the other side put version {version} of the agreement on confidentiality: please read it and consent.");
            change.Audit("nda.propose", "negotiation", request.NegotiationId, new { version, hash });
            return (await NdaRow.NewestAsync(change, row.NegotiationId))!.ToMessage();
        });

    /// <summary>SHA-256 of the UTF-8 bytes in lower-case hex.</summary>
    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
