using Microsoft.AspNetCore.HostFiltering;
using TrialData.Hosting;
using TrialData.Web;
using TrialData.Web.Ground;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, WebRootPath = Assets.Root });
builder.Services.AddTrialData(HostSettings.From(builder.Configuration["store"], builder.Configuration["keys"], builder.Configuration["mail"]));
builder.Services.AddPages();

// A name that nobody set up is not answered: no page and no cookie under an address that somebody else made up.
builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = SafeConnection.HostsFrom(builder.Configuration["AllowedHosts"]));

var app = builder.Build();
app.UsePages();
app.MapHealth();

await app.RunAsync();
