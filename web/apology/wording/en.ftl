apology-failed = Sorry, something went wrong on our side while I was answering. Please try again, or put it another way.
apology-busy = Sorry, a lot of people are planning their day right now. Please send that again in a moment.
