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
    private const string Insert = """
        insert into listing (
            listing_id, title, title_key, owner_code, owner_name, owner_key, origin, industry, keywords, summary, technology_readiness,
            patent_numbers, form, asking_price_cny_fen, contact_name, contact_phone, state, created_at)
        values (
            @id, @Title, @titleKey, @OrganisationCode, @ownerName, @ownerKey, @Origin, @Industry, '{}', @Summary, @TechnologyReadiness,
            '{}', 0, 0, '', '', 1, @Now)
        """;

    public Task<Listing> HandleAsync(CreateListingRequest request, ServerCallContext call) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var content = ListingContent.Normalised(ContentOf(request), catalogue, CityDays.Of(change.Now));
            await ListingRulebook.CheckDisciplineAsync(change, content.Discipline);
            var id = await InsertAsync(change, content);
            var row = await WriteListing.ContentAsync(change, id, content);
            change.Audit("listing.create", "listing", id.ToString());
            return row.ToMessage(change.Caller);
        });

    private static async Task<Guid> InsertAsync(Change change, Listing content)
    {
        var id = change.NewId();
        var ownerName = await change.QuerySingleOrDefaultAsync<string>(
            "select name from organisation where organisation_code = @OrganisationCode", new { change.Caller.OrganisationCode }) ?? "";
        try
        {
            await change.ExecuteAsync(Insert, new
            {
                id, content.Title, titleKey = Words.Fold(content.Title), change.Caller.OrganisationCode, ownerName, ownerKey = Words.Fold(ownerName),
                content.Origin, content.Industry, content.Summary, content.TechnologyReadiness, change.Now,
            });
            return id;
        }
        catch (PostgresException exception) when (exception.Violates("listing_owned_title"))
        {
            throw ListingErrors.TitleTaken.ToException();
        }
    }

    /// <summary>The request's fields; patents that it names by number alone become rights.</summary>
    private static Listing ContentOf(CreateListingRequest request)
    {
        var patents = request.PatentNumbers.Select((number, index) =>
            PatentNumber.Normalise(number) ?? throw ListingErrors.PatentNumberInvalid(index).ToException());
        return new Listing
        {
            Title = request.Title, Origin = request.Origin, Industry = request.Industry, Keywords = { request.Keywords }, Summary = request.Summary,
            TechnologyReadiness = request.TechnologyReadiness, Form = request.Form, AskingPriceCnyFen = request.AskingPriceCnyFen,
            ContactName = request.ContactName, ContactPhone = request.ContactPhone, TitleEn = request.TitleEn, SummaryEn = request.SummaryEn,
            Track = request.Track, Discipline = request.Discipline, ReadinessEvidence = request.ReadinessEvidence,
            Rights = { request.Rights, patents.Where(number => request.Rights.All(right => PatentNumber.Normalise(right.Number) != number)).Distinct().Select(Rights.OfPatent) },
            AskingPriceMaxCnyFen = request.AskingPriceMaxCnyFen, Problem = request.Problem, Advantages = request.Advantages,
            Figures = { request.Figures }, PartnerSought = request.PartnerSought,
        };
    }
}
