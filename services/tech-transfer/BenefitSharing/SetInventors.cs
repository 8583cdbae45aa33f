using Grpc.Core;
using Platform.Chassis.Data;
using Platform.TechTransfer.Agreements;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.BenefitSharing;

/// <summary>A version of the weights that the inventors agreed on.</summary>
internal static class SetInventors
{
    private const string Insert = """
        insert into sharing_inventor (agreement_id, version, number, name, department, weight_bp) values ($1, $2, $3, $4, $5, $6)
        """;

    public static Task<Sharing> RunAsync(Store store, ServerCallContext call, SetInventorsRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var row = (await AgreementLocks.ForOwnerAsync(change, request.AgreementId)).Agreement;
            if (row.SignedAt is null)
            {
                throw SharingErrors.NotSigned.ToException();
            }

            var sum = request.Inventors.Sum(inventor => inventor.WeightBp);
            if (sum != SharingRule.Whole)
            {
                throw SharingErrors.WeightsNotWhole(sum).ToException();
            }

            var version = 1 + await change.ExecuteScalarAsync<int>("select coalesce(max(version), 0) from sharing_inventor where agreement_id = @AgreementId", new { row.AgreementId });
            for (var i = 0; i < request.Inventors.Count; i++)
            {
                var inventor = request.Inventors[i];
                change.Write(Insert, row.AgreementId, version, i + 1, inventor.Name.Trim(), inventor.Department.Trim(), inventor.WeightBp);
            }

            change.Audit("benefit.set_inventors", "agreement", request.AgreementId, new { version, count = request.Inventors.Count });
            return await GetSharing.MessageAsync(change, row);
        });
}
