using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Paging;
using Platform.Chassis.Privacy;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

public sealed partial class ApplicationRow
{
    /// <param name="masked">Whether the contact is masked, as for reviewers.</param>
    public Application ToMessage(bool masked) => new()
    {
        ApplicationId = ApplicationId.ToString(),
        BatchId = BatchId.ToString(),
        ProjectName = ProjectName,
        OrganisationCode = OrganisationCode,
        OrganisationName = OrganisationName,
        Industry = Industry,
        Track = Track,
        TotalInvestmentCnyFen = TotalInvestmentCnyFen,
        RdInvestmentCnyFen = RdInvestmentCnyFen,
        EquipmentLocalisationBp = EquipmentLocalisationBp,
        OnIndustrialInternet = OnIndustrialInternet,
        Summary = Summary,
        TalentNeeds = { TalentNeedTitles.Zip(TalentNeedHeadcounts, (title, headcount) => new TalentNeedLine { Title = title, Headcount = headcount }) },
        TechnologyNeeds = { TechnologyNeeds },
        ContactName = masked ? Masking.Name(ContactName) : ContactName,
        ContactPhone = masked ? Masking.Phone(ContactPhone) : ContactPhone,
        State = State,
        DecisionReason = DecisionReason,
        CreateTime = Timestamp.FromDateTimeOffset(CreatedAt),
        SubmitTime = SubmittedAt is { } submitted ? Timestamp.FromDateTimeOffset(submitted) : null,
        District = District,
        Etag = Etag.Of(Version),
        CoApplicantCodes = { CoApplicantCodes },
        Sections = ProtoJson.Read<ApplicationSections>(Sections),
        CurrentReturn = ProtoJson.Read<ApplicationReturn>(CurrentReturn),
        FromFile = FromFile,
    };

    /// <summary>As its firm sees it: with what it has corrected since a return.</summary>
    public Application ToOwnMessage() => ProtoJson.Read<Application>(Correction) is { } correction
        ? ApplicationFields.Merge(ToMessage(masked: false), correction, null)
        : ToMessage(masked: false);
}
