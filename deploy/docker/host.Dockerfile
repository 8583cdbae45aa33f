# One published host; which one is the folder the build is started in. `./platform up --docker` publishes and builds.
ARG ASPNET_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0
FROM ${ASPNET_IMAGE}
WORKDIR /app
COPY . .
# Not root; 1654 is the user the official images provide, and a number needs no entry in a stand-in image.
# /keys becomes a volume where a host keeps keys, and takes its owner from here.
RUN mkdir -m 700 /keys && chown 1654:1654 /keys
USER 1654
ENV HOME=/tmp
