using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>
/// Hides an applicant from its reviewers: name, credit code and contact are left out, and wherever the firm wrote its own name or code
/// into a text, or into the name of a file, a number stands instead.
/// </summary>
/// <param name="Alias">Such as 申报单位 7.</param>
public sealed record Anonymity(string Alias, string OrganisationName, string OrganisationCode)
{
    public static Anonymity Of(ApplicationRow application) => Of(application.ReviewNumber, application.OrganisationName, application.OrganisationCode);

    public static Anonymity Of(int? number, string organisationName, string organisationCode) =>
        new($"申报单位 {number?.ToString(CultureInfo.InvariantCulture) ?? "?"}", organisationName, organisationCode);

    /// <summary>A text, or the name of a file, without the applicant's name and code.</summary>
    public string Mask(string text)
    {
        var masked = OrganisationName.Length == 0 ? text : text.Replace(OrganisationName, Alias, StringComparison.Ordinal);
        return OrganisationCode.Length == 0 ? masked : masked.Replace(OrganisationCode, Alias, StringComparison.OrdinalIgnoreCase);
    }

    public Application Mask(Application application)
    {
        var masked = application.Clone();
        MaskTexts(masked);
        masked.OrganisationName = Alias;
        masked.OrganisationCode = "";
        masked.ContactName = "";
        masked.ContactPhone = "";
        masked.CoApplicantCodes.Clear();
        return masked;
    }

    /// <summary>Every text of a message and of those inside it, so that a field added later is masked as well.</summary>
    private void MaskTexts(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType is FieldType.String or FieldType.Message && !field.IsMap))
        {
            switch (field.Accessor.GetValue(message))
            {
                case string text:
                    field.Accessor.SetValue(message, Mask(text));
                    break;
                case IMessage inner:
                    MaskTexts(inner);
                    break;
                case IList list:
                    MaskAll(list);
                    break;
            }
        }
    }

    private void MaskAll(IList list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is IMessage inner)
            {
                MaskTexts(inner);
            }
            else if (list[i] is string text)
            {
                list[i] = Mask(text);
            }
        }
    }
}
