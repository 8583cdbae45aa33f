using Platform.Chassis.Catalogues;
using Platform.Common.V1;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>An organisation as the registry knows it by event.</summary>
internal sealed record KnownOrganisation(string OrganisationCode, string Name, OrganisationKind Kind);

/// <summary>What terms must be like; pure.</summary>
internal static class TermsRules
{
    /// <summary>The terms in the one form that is stored: names and kinds set, commitments numbered, nothing of consents.</summary>
    /// <param name="known">The parties that have joined the platform, by code.</param>
    /// <param name="projectFirm">Code of the firm whose pool project the collaboration serves; null for none.</param>
    /// <exception cref="Chassis.Errors.FailedException">The rule that is broken.</exception>
    public static Terms Normalise(Terms terms, IReadOnlyDictionary<string, KnownOrganisation> known, string? projectFirm, DateOnly today)
    {
        var parties = Parties(terms, known);
        if (projectFirm is not null && parties.All(party => party.OrganisationCode != projectFirm))
        {
            throw CollaborationErrors.ProjectFirmMissing.ToException();
        }

        var codes = parties.Select(party => party.OrganisationCode).ToHashSet();
        return new Terms
        {
            Kind = terms.Kind,
            Title = terms.Title.Trim(),
            Description = terms.Description.Trim(),
            ProjectId = terms.ProjectId,
            Parties = { parties },
            Commitments = { terms.Commitments.Select((commitment, index) => Commitment(commitment, index, codes, today)) },
        };
    }

    /// <summary>Reads a day that must not have passed.</summary>
    public static DateOnly Day(string text, string field, DateOnly today)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            throw CollaborationErrors.BadDate(field).ToException();
        }

        return day >= today ? day : throw CollaborationErrors.PastDate(field).ToException();
    }

    private static List<Party> Parties(Terms terms, IReadOnlyDictionary<string, KnownOrganisation> known)
    {
        var parties = new List<Party>();
        foreach (var given in terms.Parties)
        {
            var index = parties.Count;
            if (!known.TryGetValue(given.OrganisationCode, out var organisation))
            {
                throw CollaborationErrors.UnknownOrganisation(index, given.OrganisationCode).ToException();
            }

            if (parties.Exists(party => party.OrganisationCode == given.OrganisationCode))
            {
                throw CollaborationErrors.PartyTwice(index, given.OrganisationCode).ToException();
            }

            parties.Add(new Party { OrganisationCode = organisation.OrganisationCode, OrganisationName = organisation.Name, Kind = organisation.Kind });
        }

        var all = new[] { OrganisationKind.Government, OrganisationKind.Enterprise, OrganisationKind.University };
        return all.All(kind => parties.Exists(party => party.Kind == kind)) ? parties : throw CollaborationErrors.PartiesIncomplete.ToException();
    }

    private static Commitment Commitment(Commitment given, int index, HashSet<string> parties, DateOnly today)
    {
        if (!parties.Contains(given.OrganisationCode))
        {
            throw CollaborationErrors.CommitmentOfStranger(index).ToException();
        }

        var due = Day(given.DueDate, $"terms.commitments[{index}].due_date", today);
        var need = Ids.Optional(given.NeedId, $"terms.commitments[{index}].need_id");
        var candidate = Ids.Optional(given.CandidateId, $"terms.commitments[{index}].candidate_id");
        if (given.Fulfilment == Fulfilment.TalentPlaced && need is null)
        {
            throw CollaborationErrors.ReferenceNeeded(index, "need_id").ToException();
        }

        if (given.Fulfilment == Fulfilment.AgreementSigned && candidate is null)
        {
            throw CollaborationErrors.ReferenceNeeded(index, "candidate_id").ToException();
        }

        var byEvent = given.Fulfilment != Fulfilment.Evidence;
        return new Commitment
        {
            Number = index + 1,
            OrganisationCode = given.OrganisationCode,
            Description = given.Description.Trim(),
            DueDate = CityDays.Text(due),
            Fulfilment = given.Fulfilment,
            NeedId = byEvent && given.Fulfilment != Fulfilment.TrainingCompleted ? need?.ToString() ?? "" : "",
            CandidateId = byEvent ? candidate?.ToString() ?? "" : "",
        };
    }
}
