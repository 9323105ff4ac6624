using TrialData.Hosting;
using TrialData.Web;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTrialData(HostSettings.From(builder.Configuration["store"], builder.Configuration["keys"], builder.Configuration["mail"]));

var app = builder.Build();
app.MapHealth();

await app.RunAsync();
