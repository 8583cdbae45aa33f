using Platform.Chassis.Imports;
using Platform.Transfer.V1;

namespace Platform.TechTransfer;

/// <summary>What import files call the ways of transfer (转化方式, 合作方式).</summary>
internal static class FormChoices
{
    public static readonly Choices<TransferForm> All = new()
    {
        { TransferForm.Assignment, "转让", "技术转让", "Assignment" },
        { TransferForm.Licence, "许可", "技术许可", "普通许可", "Licence", "License" },
        { TransferForm.ExclusiveLicence, "独占许可", "Exclusive licence", "Exclusive license" },
        { TransferForm.Equity, "作价入股", "Equity" },
        { TransferForm.JointDevelopment, "合作开发", "联合开发", "Joint development" },
        { TransferForm.Service, "技术服务", "服务", "Service" },
        { TransferForm.Unspecified, "不限", "面议", "Any" },
    };
}
