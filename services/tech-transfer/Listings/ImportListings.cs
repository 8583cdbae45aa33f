using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;
using Platform.TechTransfer.Matching;

namespace Platform.TechTransfer.Listings;

/// <summary>Imports a file of listings, as listed.</summary>
public sealed class ImportListings(Store store, Catalogue catalogue)
{
    private readonly ImportSheet<ListingImportRow> _sheet = ListingImportRow.Sheet(catalogue);

    public async Task<ImportReport> HandleAsync(IAsyncStreamReader<ImportChunk> chunks, ServerCallContext call)
    {
        var file = await ImportFile.ReceiveAsync(chunks, call.CancellationToken);
        var rows = _sheet.Read(file).RejectRepeated(ListingImportRow.TitleColumn, row => (row.OwnerKey, row.TitleKey));
        return await store.ChangeAsync(call, file.Options.RequestId, file.Request, async change =>
        {
            var owners = await UniversitiesAsync(change);
            var own = change.Caller.Is(Roles.Official) ? rows : rows.Check(row => OfOthers(row, owners, change.Caller));
            var known = await KnownTitlesAsync(change, own.Good);
            var fresh = own.RejectExisting(ListingImportRow.TitleColumn, row => (owners.GetValueOrDefault(row.OwnerKey, row.OwnerKey), row.TitleKey), known);
            var ids = await InsertListings.RunAsync(change, fresh.Accepted, owners);
            if (ids.Count > 0)
            {
                await MatchWork.ForPoolAsync(change);
                change.Audit("listing.import", "listing", ids[0], new { rows = ids.Count });
            }

            return fresh.Report(Languages.Of(call), ids);
        });
    }

    /// <summary>Codes by folded name. From here to the commit nobody can join unseen: see <see cref="JoiningLock"/>.</summary>
    private static async Task<Dictionary<string, string>> UniversitiesAsync(Change change)
    {
        const string sql = "select organisation_code, name from organisation where kind = 3 order by organisation_code desc limit 100000";
        await JoiningLock.ShareAsync(change);
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, name) in await change.QueryAsync<(string, string)>(sql))
        {
            codes[Words.Fold(name)] = code;
        }

        return codes;
    }

    private static ImportProblem? OfOthers(ImportRow<ListingImportRow> row, Dictionary<string, string> owners, Caller caller)
    {
        if (!owners.TryGetValue(row.Value.OwnerKey, out var owner))
        {
            return row.Problem(ListingImportRow.OwnerColumn, ErrorReason.OrganisationUnknown,
                $"平台上没有单位“{row.Value.Owner}”，只能导入本单位的成果。", $"The platform does not know “{row.Value.Owner}”; only listings of your own organisation can be imported.");
        }

        return owner == caller.OrganisationCode ? null : row.Problem(ListingImportRow.OwnerColumn, ErrorReason.OtherOrganisation,
            $"“{row.Value.Owner}”不是您所在的单位，只能导入本单位的成果。", $"“{row.Value.Owner}” is not your organisation; only its own listings can be imported.");
    }

    private static Task<IReadOnlyList<(string Owner, string Title)>> KnownTitlesAsync(Change change, IReadOnlyList<ImportRow<ListingImportRow>> rows)
    {
        const string sql = """
            select coalesce(owner_code, owner_key), title_key from listing
            where state <> 5 and title_key = any(@titles)
            """;
        return change.QueryAsync<(string, string)>(sql, new { titles = rows.Select(row => row.Value.TitleKey).Distinct().ToArray() });
    }
}
