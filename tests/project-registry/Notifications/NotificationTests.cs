using Microsoft.Extensions.DependencyInjection;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Notifications;
using Platform.Common.V1;
using Platform.ProjectRegistry.Notifications;
using Platform.Registry.V1;
using Xunit;

namespace Platform.ProjectRegistry.Tests.Notifications;

public sealed class NotificationTests(RegistryFixture registry) : IClassFixture<RegistryFixture>
{
    private NotificationService.NotificationServiceClient Firm(string code) => new(registry.Enterprise(code));

    [Fact]
    public async Task A_firm_reads_its_own_notifications_newest_first_and_marks_them_read_for_all_its_accounts()
    {
        const string firm = RegistryFixture.FirstFirm;
        await TellAsync(change => Notify.Organisation(change, firm, new Message("probe.first", "第一条", "The first", "/home")));
        await TellAsync(change =>
        {
            Notify.Organisation(change, firm, new Message("probe.second", "第二条", "The second"));
            Notify.Organisation(change, RegistryFixture.SecondFirm, new Message("probe.other", "别家的", "Another firm's"));
        });

        var first = await Firm(firm).ListNotificationsAsync(new ListNotificationsRequest { PageSize = 1 });
        var second = await Firm(firm).ListNotificationsAsync(new ListNotificationsRequest { PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal(("第二条", 2, "第一条", "/home", ""), (first.Notifications[0].Text, first.UnreadCount, second.Notifications[0].Text, second.Notifications[0].Link, second.NextPageToken));

        var marked = await Firm(firm).MarkNotificationsReadAsync(new MarkNotificationsReadRequest { NotificationIds = { second.Notifications[0].NotificationId } });
        var unread = await Firm(firm).ListNotificationsAsync(new ListNotificationsRequest { UnreadOnly = true });
        Assert.Equal((1, 1, "probe.second"), (marked.Marked, unread.UnreadCount, Assert.Single(unread.Notifications).Topic));
    }

    [Fact]
    public async Task Nobody_marks_what_another_was_told()
    {
        await TellAsync(change => Notify.Account(change, "reviewer-7", new Message("probe.account", "给专家", "For the reviewer")));
        await Firm(RegistryFixture.SecondFirm).MarkNotificationsReadAsync(new MarkNotificationsReadRequest());
        var reviewer = new NotificationService.NotificationServiceClient(registry.Reviewer("reviewer-7"));
        Assert.Equal(1, (await reviewer.ListNotificationsAsync(new ListNotificationsRequest { UnreadOnly = true })).UnreadCount);
    }

    [Fact]
    public async Task What_another_service_tells_an_organisation_or_an_account_is_kept_once()
    {
        const string school = "12130300401887061P";
        var raised = new NotificationRaised { OrganisationCode = school, Topic = "probe.raised", TextZh = "转告", TextEn = "Passed on", Link = "/rounds" };
        var id = await registry.PublishAsync(raised, school);
        await registry.PublishAsync(raised, school, id);
        await registry.PublishAsync(new NotificationRaised { AccountId = "talent-9", Topic = "probe.talent", TextZh = "给本人", TextEn = "For you" }, "talent-9");
        await registry.EventuallyAsync("kept", "select count(*) = 1 from notification where account_id = 'talent-9' and topic = 'probe.talent'");
        await registry.EventuallyAsync("kept", "select count(*) > 0 from notification where topic = 'probe.raised'");

        var client = new NotificationService.NotificationServiceClient(registry.University(school));
        var kept = Assert.Single((await client.ListNotificationsAsync(new ListNotificationsRequest())).Notifications);
        Assert.Equal(("probe.raised", "转告", "/rounds"), (kept.Topic, kept.Text, kept.Link));
    }

    private Task TellAsync(Action<Change> tell) => registry.Services.GetRequiredService<Store>().ChangeAsync(
        Caller.System("project-registry"),
        change =>
        {
            tell(change);
            return Task.CompletedTask;
        },
        CancellationToken.None);
}
