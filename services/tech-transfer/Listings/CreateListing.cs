using Grpc.Core;
using Npgsql;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>Starts a draft of the caller's organisation.</summary>
public sealed class CreateListing(Store store, Catalogue catalogue)
{
    private const string Insert = $"""
        insert into listing as l (
            listing_id, title, title_key, owner_code, owner_name, owner_key, origin, industry, keywords, summary, technology_readiness,
            patent_numbers, form, asking_price_cny_fen, contact_name, contact_phone, state, created_at)
        values (
            @id, @Title, @titleKey, @OrganisationCode, @ownerName, @ownerKey, @Origin, @industry, @keywords, @Summary, @TechnologyReadiness,
            @patents, @form, @AskingPriceCnyFen, @ContactName, @ContactPhone, @state, @Now)
        returning {ListingRow.Columns}
        """;

    public Task<Listing> HandleAsync(CreateListingRequest request, ServerCallContext call)
    {
        var industry = catalogue.Industries.Find(request.Industry)?.Code ?? throw ListingErrors.IndustryUnknown.ToException();
        var patents = request.PatentNumbers.Select((number, index) =>
            PatentNumber.Normalise(number) ?? throw ListingErrors.PatentNumberInvalid(index).ToException()).ToArray();
        return store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var ownerName = await change.QuerySingleOrDefaultAsync<string>(
                "select name from organisation where organisation_code = @OrganisationCode", new { change.Caller.OrganisationCode }) ?? "";
            var row = await InsertAsync(change, request, industry, patents, ownerName);
            change.Audit("listing.create", "listing", row.ListingId.ToString());
            return row.ToMessage(change.Caller);
        });
    }

    private static async Task<ListingRow> InsertAsync(Change change, CreateListingRequest request, string industry, string[] patents, string ownerName)
    {
        try
        {
            return (await change.QuerySingleOrDefaultAsync<ListingRow>(Insert, new
            {
                id = change.NewId(),
                request.Title,
                titleKey = Words.Fold(request.Title),
                change.Caller.OrganisationCode,
                ownerName,
                ownerKey = Words.Fold(ownerName),
                request.Origin,
                industry,
                keywords = request.Keywords.ToArray(),
                request.Summary,
                request.TechnologyReadiness,
                patents,
                form = (int)request.Form,
                request.AskingPriceCnyFen,
                request.ContactName,
                request.ContactPhone,
                state = (int)ListingState.Draft,
                change.Now,
            }))!;
        }
        catch (PostgresException exception) when (exception.Violates("listing_owned_title"))
        {
            throw ListingErrors.TitleTaken.ToException();
        }
    }
}
