using Platform.Chassis.Data;
using Platform.Chassis.Imports;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>Stores imported rows, a few thousand a statement.</summary>
internal static class InsertListings
{
    private const int Slice = 2000;

    // Lists travel as one text an item list: arrays of unequal arrays do not exist.
    private const string Sql = """
        insert into listing (
            listing_id, title, title_key, owner_code, owner_name, owner_key, origin, industry, keywords, summary, technology_readiness,
            patent_numbers, form, asking_price_cny_fen, contact_name, contact_phone, state, created_at)
        select r.id, r.title, r.title_key, r.owner_code, r.owner_name, r.owner_key, r.origin, r.industry, string_to_array(r.keywords, E'\x1f'), r.summary, r.readiness,
            string_to_array(r.patents, E'\x1f'), r.form, r.price, r.contact_name, r.contact_phone, @state, @Now
        from unnest(
            @ids, @titles, @titleKeys, @ownerCodes, @ownerNames, @ownerKeys, @origins, @industries, @keywords, @summaries, @readiness,
            @patents, @forms, @prices, @contactNames, @contactPhones)
            as r (id, title, title_key, owner_code, owner_name, owner_key, origin, industry, keywords, summary, readiness,
                  patents, form, price, contact_name, contact_phone)
        """;

    /// <returns>The new ids in the order of the rows.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Change change, IReadOnlyList<ImportRow<ListingImportRow>> rows, Dictionary<string, string> owners)
    {
        var ids = new List<string>(rows.Count);
        foreach (var slice in rows.Select(row => (Id: change.NewId(), Row: row.Value)).Chunk(Slice))
        {
            await change.ExecuteAsync(Sql, new
            {
                ids = Array.ConvertAll(slice, one => one.Id),
                titles = Array.ConvertAll(slice, one => one.Row.Title),
                titleKeys = Array.ConvertAll(slice, one => one.Row.TitleKey),
                ownerCodes = Array.ConvertAll(slice, one => owners.GetValueOrDefault(one.Row.OwnerKey)),
                ownerNames = Array.ConvertAll(slice, one => one.Row.Owner),
                ownerKeys = Array.ConvertAll(slice, one => one.Row.OwnerKey),
                origins = Array.ConvertAll(slice, one => one.Row.Origin),
                industries = Array.ConvertAll(slice, one => one.Row.Industry),
                keywords = Array.ConvertAll(slice, one => string.Join('\x1f', one.Row.Keywords)),
                summaries = Array.ConvertAll(slice, one => one.Row.Summary),
                readiness = Array.ConvertAll(slice, one => one.Row.Readiness),
                patents = Array.ConvertAll(slice, one => string.Join('\x1f', one.Row.Patents)),
                forms = Array.ConvertAll(slice, one => (int)one.Row.Form),
                prices = Array.ConvertAll(slice, one => one.Row.PriceFen),
                contactNames = Array.ConvertAll(slice, one => one.Row.ContactName),
                contactPhones = Array.ConvertAll(slice, one => one.Row.ContactPhone),
                state = (int)ListingState.Listed,
                change.Now,
            });
            ids.AddRange(slice.Select(one => one.Id.ToString()));
        }

        return ids;
    }
}
