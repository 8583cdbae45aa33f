using Platform.Transfer.V1;

namespace Platform.TechTransfer.Incubation;

/// <summary>A centre as stored, with its figures of a day.</summary>
internal sealed record CentreRow
{
    /// <summary>@today is the day of the figures; the days ahead are 30.</summary>
    public const string Select = """
        select c.centre_id, c.name, c.kind, c.organisation_code, coalesce(o.name, '') as organisation_name, c.district, c.services, c.description,
            (select count(*)::int from place p where p.centre_id = c.centre_id) as places,
            (select coalesce(sum(least(b.last_day, @today::date + 29) - greatest(b.first_day, @today::date) + 1), 0)::int
             from booking b join place p using (place_id)
             where p.centre_id = c.centre_id and not b.cancelled and b.last_day >= @today and b.first_day <= @today::date + 29) as booked_days,
            (select count(*)::int from incubation i where i.centre_id = c.centre_id and i.state = 1) as running,
            (select count(*)::int from incubation i where i.centre_id = c.centre_id and i.state = 2) as graduated,
            (select count(*)::int from stage_gate g join incubation i using (incubation_id) where i.centre_id = c.centre_id and g.state = 2) as gates_passed
        from centre c left join organisation o on o.organisation_code = c.organisation_code
        """;

    private const int DaysAhead = 30;

    public Guid CentreId { get; init; }

    public string Name { get; init; } = "";

    public CentreKind Kind { get; init; }

    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string District { get; init; } = "";

    public string[] Services { get; init; } = [];

    public string Description { get; init; } = "";

    public int Places { get; init; }

    public int BookedDays { get; init; }

    public int Running { get; init; }

    public int Graduated { get; init; }

    public int GatesPassed { get; init; }

    public Centre ToMessage(IEnumerable<Place> places) => new()
    {
        CentreId = CentreId.ToString(),
        Name = Name,
        Kind = Kind,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        District = District,
        Services = { Services },
        Description = Description,
        Places = { places },
        Figures = new CentreFigures
        {
            Places = Places, BookedBp = Places == 0 ? 0 : (int)(BookedDays * 10_000L / (Places * DaysAhead)), Running = Running, Graduated = Graduated, GatesPassed = GatesPassed,
        },
    };
}
