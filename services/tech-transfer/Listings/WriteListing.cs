using Npgsql;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Listings;

/// <summary>What the steps on a listing share: the lock by its owner, and the writing of content.</summary>
internal static class WriteListing
{
    private const string Lock = $"select {ListingRow.Columns} from listing l where l.listing_id = @id for no key update of l";

    private const string Content = $"""
        update listing as l set
            title = @Title, title_key = @titleKey, title_en = @TitleEn, origin = @Origin, industry = @Industry, track = @Track, discipline = @Discipline,
            keywords = @keywords, summary = @Summary, summary_en = @SummaryEn, technology_readiness = @TechnologyReadiness, readiness_evidence = @ReadinessEvidence,
            patent_numbers = @patents, rights = @rights::jsonb, form = @form, asking_price_cny_fen = @AskingPriceCnyFen,
            asking_price_max_cny_fen = @AskingPriceMaxCnyFen, problem = @Problem, advantages = @Advantages, figures = @figures::jsonb,
            partner_sought = @PartnerSought, contact_name = @ContactName, contact_phone = @ContactPhone, version = version + 1
        where listing_id = @id
        returning {ListingRow.Columns}
        """;

    /// <summary>The listing, locked, for a step by its owner.</summary>
    /// <exception cref="FailedException">NOT_FOUND, OTHER_ORGANISATION, ETAG_MISMATCH.</exception>
    public static async Task<ListingRow> LockOwnAsync(Change change, string listingId, string etag)
    {
        var row = Guid.TryParse(listingId, out var id) ? await change.QuerySingleOrDefaultAsync<ListingRow>(Lock, new { id }) : null;
        if (row?.IsSeenBy(change.Caller) != true)
        {
            throw ListingErrors.NotFound.ToException();
        }

        if (!row.IsOwn(change.Caller))
        {
            throw CommonErrors.OtherOrganisation.ToException();
        }

        Platform.Chassis.Paging.Etag.Check(etag, row.Version);
        return row;
    }

    /// <exception cref="FailedException">ALREADY_EXISTS where another listing of the owner has the title.</exception>
    public static async Task<ListingRow> ContentAsync(Change change, Guid id, Listing content)
    {
        try
        {
            return (await change.QuerySingleOrDefaultAsync<ListingRow>(Content, ListingContent.Parameters(content, id)))!;
        }
        catch (PostgresException exception) when (exception.Violates("listing_owned_title"))
        {
            throw ListingErrors.TitleTaken.ToException();
        }
    }

    public static async Task<ListingRow> StateAsync(Change change, Guid id, ListingState state, string? submittedBy, string returnedReason) =>
        (await change.QuerySingleOrDefaultAsync<ListingRow>(
            $"""
            update listing as l set state = @state, submitted_by = @submittedBy, returned_reason = @returnedReason, version = version + 1
            where listing_id = @id
            returning {ListingRow.Columns}
            """,
            new { id, state = (int)state, submittedBy, returnedReason }))!;

    public static async Task<ListingRow> ReadAsync(Change change, Guid id) =>
        (await change.QuerySingleOrDefaultAsync<ListingRow>($"select {ListingRow.Columns} from listing l where l.listing_id = @id", new { id }))!;
}
