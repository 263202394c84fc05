// An example: copy it for each environment. Secrets come from the shell that deploys and are never written down here.
using 'main.bicep'

param name = 'kkrmidt'
param environmentName = 'test'
param sendGridApiKey = readEnvironmentVariable('SENDGRID_API_KEY', '')
param linkKeys = readEnvironmentVariable('KKR_LINK_KEYS', '')

// The network of the secretariat's office; 203.0.113.0/24 is a documentation range that belongs to nobody.
param allowedIpRanges = ['203.0.113.0/24']

// Who Azure writes to when no mail gets through. example.org is a documentation domain that belongs to nobody.
param alertEmails = ['drift@example.org']
