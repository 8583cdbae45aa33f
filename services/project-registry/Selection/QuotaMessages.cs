using Platform.Chassis.Catalogues;
using Platform.ProjectRegistry.Batches;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Selection;

/// <summary>Quotas between the contract and the decisions.</summary>
internal static class QuotaMessages
{
    public static Quota ToMessage(this IndustryQuota quota)
    {
        var message = new Quota { Industry = quota.Industry, Minimum = quota.Minimum };
        if (quota.Maximum is { } maximum)
        {
            message.Maximum = maximum;
        }

        return message;
    }

    /// <summary>Quotas as asked; whether they can be met is for the selection to say.</summary>
    /// <exception cref="Chassis.Errors.FailedException">INDUSTRY_UNKNOWN, or INVALID_FIELD where an industry stands twice.</exception>
    public static IReadOnlyList<IndustryQuota> Read(IEnumerable<Quota> quotas, Catalogue catalogue)
    {
        var read = new List<IndustryQuota>();
        foreach (var quota in quotas)
        {
            if (catalogue.Industries.FindByCode(quota.Industry) is null)
            {
                throw BatchErrors.IndustryUnknown(quota.Industry).ToException();
            }

            if (read.Exists(other => other.Industry == quota.Industry))
            {
                throw BatchErrors.QuotaTwice(quota.Industry).ToException();
            }

            read.Add(new(quota.Industry, quota.Minimum, quota.HasMaximum ? quota.Maximum : null));
        }

        return read;
    }
}
