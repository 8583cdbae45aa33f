using Platform.Chassis.Data;
using Platform.Chassis.Messaging;
using Platform.Identity.V1;

namespace Platform.Chassis.Organisations;

/// <summary>Keeps each service's own list of organisations: foreign facts arrive by event, nothing is asked for.</summary>
public sealed class OnOrganisationRegistered : IEventHandler<OrganisationRegistered>
{
    public Task HandleAsync(OrganisationRegistered @event, EventContext context, Change change) => change.ExecuteAsync(
        """
        insert into organisation (organisation_code, name, kind, told_at)
        values (@OrganisationCode, @Name, @kind, @Sequence)
        on conflict (organisation_code) do update
        set name = excluded.name, kind = excluded.kind, told_at = excluded.told_at
        where organisation.told_at < excluded.told_at
        """,
        new { @event.OrganisationCode, @event.Name, kind = (short)@event.Kind, context.Sequence });
}
